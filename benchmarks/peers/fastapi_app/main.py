"""The application that uvicorn calls."""

import os
from datetime import date
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Query
from sqlalchemy import create_engine, event, func, select
from sqlalchemy.orm import Session

from benchmarks.peers.fastapi_app.models import EventModel, PageModel
from benchmarks.peers.fastapi_app.tables import LOADED, Event

# Importing it brings Attest's SQLite library in place of the standard one: the same for every system.
from config.sqlite import PRAGMAS

PAGE_SIZE = 100
LATEST = (Event.start_date.desc().nulls_last(), Event.id)

engine = create_engine(
    f"sqlite:///{os.environ['FASTAPI_DATABASE']}", connect_args={"check_same_thread": False}
)


@event.listens_for(engine, "connect")
def set_pragmas(connection, record):
    for name in ("mmap_size", "cache_size", "temp_store"):
        connection.execute(f"PRAGMA {name} = {PRAGMAS[name]}")


def get_session():
    with Session(engine) as session:
        yield session


SessionDependency = Annotated[Session, Depends(get_session)]

app = FastAPI()


@app.get("/events", response_model=PageModel)
def list_events(
    session: SessionDependency,
    country: str | None = None,
    date_from: date | None = None,
    date_to: date | None = None,
    page: Annotated[int, Query(ge=1)] = 1,
):
    conditions = []
    if country is not None:
        conditions.append(Event.country == country)
    if date_from is not None:
        conditions.append(Event.last_day >= date_from)
    if date_to is not None:
        conditions.append(Event.start_date <= date_to)
    count = session.scalar(select(func.count()).select_from(Event).where(*conditions))
    rows = (
        select(Event)
        .where(*conditions)
        .options(*LOADED)
        .order_by(*LATEST)
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    )
    return {"count": count, "results": session.scalars(rows).all()}


@app.get("/events/{code}", response_model=EventModel)
def get_event(session: SessionDependency, code: str):
    found = session.scalars(select(Event).where(Event.code == code).options(*LOADED)).first()
    if found is None:
        raise HTTPException(404)
    return found
