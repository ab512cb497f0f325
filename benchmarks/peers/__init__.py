"""The same data, served by others, each as its own documentation recommends; and the floor below all of them."""
