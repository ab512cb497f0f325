"""The events behind FastAPI, SQLAlchemy 2 and pydantic 2, as the guides of the three show it.

Declarative models over Attest's tables, `joinedload` for one row and `selectinload` for many, a session for each
request (FastAPI's "SQL databases"), plain `def` endpoints, and response models that validate what is sent.
"""
