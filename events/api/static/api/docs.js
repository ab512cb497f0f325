// Swagger UI fills "Try it out" with the example of every parameter. All of them at a time select nothing, so that only
// those of `x-example-query` stay examples: the query whose answer the operation shows. The others are said in words.
// eslint-disable-next-line no-unused-vars
function ExampleQuery() {
  const written = (example) => (Array.isArray(example) ? example.join(",") : String(example));

  function filled(document, operation) {
    const query = operation["x-example-query"] ?? {};
    return operation.parameters.map((parameter) => {
      const name = parameter.$ref?.split("/").pop();
      const { example, ...rest } = name ? document.components.parameters[name] : parameter;
      if (rest.in === "path") return { ...rest, example };
      if (rest.name in query) return { ...rest, example: query[rest.name] };
      if (example === undefined) return rest;
      return { ...rest, description: `${rest.description} Example: \`${written(example)}\`.` };
    });
  }

  function prepared(document) {
    for (const methods of Object.values(document.paths ?? {})) {
      for (const operation of Object.values(methods)) {
        if (operation.parameters) operation.parameters = filled(document, operation);
      }
    }
    // Swagger UI takes the identifier for one of a list, and links to a page that does not exist.
    if (document.info?.license) delete document.info.license.identifier;
    return document;
  }

  const updateJsonSpec = (original) => (document) => original(prepared(document));
  return { statePlugins: { spec: { wrapActions: { updateJsonSpec } } } };
}
