"""The OpenAPI document, made from the serializers, the filters and the views."""
