"""The events behind Django REST framework as its tutorial and guides show it.

A read-only ModelViewSet, ModelSerializers that nest, django-filter's FilterSet, PageNumberPagination, and a queryset
that joins and prefetches all that is nested. Models, tables and database settings are Attest's own.
"""
