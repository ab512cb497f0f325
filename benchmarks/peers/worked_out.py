"""The texts of a document that Attest works out in Python, for the peers that run without Django.

The package `events.documents` needs Django's models, so these modules are loaded from their files.
"""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

DOCUMENTS = Path(__file__).resolve().parents[2] / "events" / "documents"


def _module(name):
    spec = spec_from_file_location(f"{__name__}.{name}", DOCUMENTS / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


edtf = _module("edtf").edtf
link = _module("text_fragment").link
