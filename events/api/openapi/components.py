"""Components of the OpenAPI document that have no serializer: references, parts of records, and errors."""


def reference(name):
    """Return a reference to a component by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def partial(name):
    """Return the name of the component of a record without some of its fields."""
    return f"Partial{name}"


def whole_or_partial(name):
    """Return the schema of a record, or of a page of records, whose fields can be absent.

    The whole one comes first, so that clients that try one after the other read a plain answer into it.
    """
    return {"anyOf": [reference(name), reference(partial(name))]}


def object_of(properties, optional=()):
    """Return the schema of an object with all of `properties`; those of `optional` may be absent."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required}


def page_of(item):
    """Return the schema of a page of `item`."""
    link = {"type": "string", "format": "uri", "nullable": True}
    properties = {
        "count": {"type": "integer", "minimum": 0, "description": "The number of all matches."},
        "next": {**link, "description": "The next page; null on the last one."},
        "previous": {**link, "description": "The page before; null on the first one."},
        "release": {
            "type": "integer",
            "nullable": True,
            "description": "The release that the answer is about; null before the first one.",
        },
        "warnings": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Sentences that say what the answer leaves out.",
        },
        "results": {
            "type": "array",
            "items": item,
            "description": "The records or rows of this page.",
        },
    }
    return object_of(properties)


PROBLEM = reference("Problem")
# {problem: schema} of those with more members than others.
SCHEMAS = {"withdrawn": reference("WithdrawnProblem")}


def schema_of_problems(names):
    """Return the schema of the body of an error that can be any of the problems `names`."""
    schemas = [PROBLEM for name in names if name not in SCHEMAS][:1]
    schemas += [SCHEMAS[name] for name in names if name in SCHEMAS]
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def problem_components():
    """Return {name: schema} of the errors."""
    text = {"type": "string"}
    schemas = {}
    schemas["Problem"] = {
        "description": "An error (RFC 9457, application/problem+json).",
        **object_of(
            {
                "type": {**text, "format": "uri-reference", "description": "The kind of problem."},
                "title": {**text, "description": "The kind of problem, in words."},
                "status": {"type": "integer", "description": "The HTTP status."},
                "detail": {**text, "description": "The fault of this request."},
                "errors": {
                    "type": "array",
                    "items": {"$ref": "#/components/schemas/ProblemEntry"},
                    "description": "Each fault by itself; empty where there is none to name.",
                },
                "request_id": {
                    **text,
                    "description": "The id of the request, by which the operator finds it in the log. The X-Request-ID "
                    "header has it too.",
                },
            },
            optional=("request_id",),
        ),
    }
    schemas["WithdrawnProblem"] = {
        "description": "An error about a withdrawn record.",
        "allOf": [
            PROBLEM,
            object_of(
                {
                    "withdrawn_in": {
                        "type": "integer",
                        "description": "The release since which it is withdrawn.",
                    },
                    "reason": {**text, "nullable": True, "description": "Why, where it was given."},
                    "merged_into": {
                        **text,
                        "nullable": True,
                        "description": "Public key of the record that replaces it, if any.",
                    },
                    "merged_into_url": {
                        **text,
                        "format": "uri",
                        "nullable": True,
                        "description": "The URL of that record.",
                    },
                }
            ),
        ],
    }
    schemas["ProblemEntry"] = {
        "type": "object",
        "properties": {
            "parameter": {**text, "description": "The parameter at fault."},
            "message": {**text, "description": "The fault and its remedy."},
            "allowed": {
                "type": "array",
                "items": text,
                "description": "The values that the parameter accepts.",
            },
            "did_you_mean": {
                **text,
                "description": "The nearest value that the parameter accepts.",
            },
        },
        "required": ["parameter", "message"],
    }
    return schemas
