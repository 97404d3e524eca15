import contexts from "../build/contexts.json" with { type: "json" };
void import("jsonld").then((jsonld) => console.log(jsonld, contexts));
