"use strict";
(() => {
  const { operations, csrf, words } = JSON.parse(document.getElementById("data").textContent);
  const at = (id) => document.getElementById(id);
  const changes = (query) => /^\s*mutation\b/m.test(query);
  const takesFiles = (query) => /:\s*\[?\s*OrderImportUpload\b/.test(query);

  for (const [kind, wanted] of [["queries", false], ["mutations", true]]) {
    const group = document.createElement("optgroup");
    group.label = words[kind];
    for (const [name, text] of Object.entries(operations)) {
      if (changes(text) === wanted) group.append(new Option(name, name));
    }
    at("operation").append(group);
  }

  // An operation's first comment may hold example variables: # { "first": 10 }
  const example = (query) => {
    const lines = query.split("\n").filter((line) => line.startsWith("#")).map((line) => line.slice(1));
    const found = lines.join("\n").match(/\{[\s\S]*\}/);
    try {
      return JSON.stringify(JSON.parse(found[0]), null, 2);
    } catch {
      return "{}";
    }
  };
  const showFiles = () => { at("with-files").hidden = !takesFiles(at("query").value); };
  at("operation").addEventListener("change", (event) => {
    const text = operations[event.target.value];
    if (text === undefined) return;
    at("query").value = text;
    at("variables").value = example(text);
    showFiles();
  });
  at("query").addEventListener("input", showFiles);

  const show = (text, bad, took = "") => {
    at("answer").textContent = text;
    at("answer").classList.toggle("bad", bad);
    at("took").textContent = took;
  };
  const body = (query, variables) => {
    const files = [...at("files").files];
    if (!takesFiles(query) || files.length === 0) {
      return { content: JSON.stringify({ query, variables }), headers: { "Content-Type": "application/json" } };
    }
    const form = new FormData();
    form.append("operations", JSON.stringify({ query, variables: { ...variables, files: files.map(() => null) } }));
    form.append("map", JSON.stringify(Object.fromEntries(files.map((_, i) => [`${i}`, [`variables.files.${i}`]]))));
    files.forEach((file, i) => form.append(`${i}`, file));
    return { content: form, headers: {} };
  };
  const run = async () => {
    const query = at("query").value;
    if (!query.trim() || at("run").disabled) return;
    let variables;
    try {
      variables = JSON.parse(at("variables").value.trim() || "{}");
    } catch (error) {
      show(`${words.bad_variables}: ${error.message}`, true);
      return;
    }
    if (changes(query) && !window.confirm(words.confirm)) return;
    at("run").disabled = true;
    show(words.running, false);
    const start = performance.now();
    try {
      const { content, headers } = body(query, variables);
      const response = await fetch("/graphql/", {
        method: "POST", body: content, headers: { ...headers, "X-CSRFToken": csrf }, credentials: "same-origin",
      });
      const answer = await response.json();
      const took = words.took.replace("{ms}", Math.round(performance.now() - start));
      show(JSON.stringify(answer, null, 2), Boolean(answer.errors), took);
    } catch (error) {
      show(`${words.failed}: ${error.message}`, true);
    } finally {
      at("run").disabled = false;
    }
  };
  at("run").addEventListener("click", run);
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") run();
  });
})();
