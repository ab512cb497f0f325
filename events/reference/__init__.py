"""The reference pages of docs/, written from the program itself."""
