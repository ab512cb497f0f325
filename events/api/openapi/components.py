"""Components of the OpenAPI document that no serializer stands for: the shape of errors."""

PROBLEM = {"$ref": "#/components/schemas/Problem"}
# Of the problems that tell more than others.
SCHEMAS = {"withdrawn": {"$ref": "#/components/schemas/WithdrawnProblem"}}


def object_of(properties):
    """Return the schema of an object with all of `properties`."""
    return {"type": "object", "properties": properties, "required": list(properties)}


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
        "description": "What went wrong (RFC 9457, application/problem+json).",
        **object_of(
            {
                "type": {**text, "format": "uri-reference", "description": "The kind of problem."},
                "title": {**text, "description": "The kind of problem, in words."},
                "status": {"type": "integer", "description": "The HTTP status."},
                "detail": {**text, "description": "What happened here."},
                "errors": {
                    "type": "array",
                    "items": {"$ref": "#/components/schemas/ProblemEntry"},
                    "description": "Each fault by itself; empty where there is none to name.",
                },
            }
        ),
    }
    schemas["WithdrawnProblem"] = {
        "description": "What is told of a record that was withdrawn, besides what every problem tells.",
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
                        "description": "Public key of the record that took its place, if any.",
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
            "message": {**text, "description": "What is wrong with it."},
            "allowed": {
                "type": "array",
                "items": text,
                "description": "What is taken there.",
            },
            "did_you_mean": {**text, "description": "What was probably meant."},
        },
        "required": ["parameter", "message"],
    }
    return schemas
