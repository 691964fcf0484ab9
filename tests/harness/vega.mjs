// Reads [{spec, rows, signals}] and compiles, parses and draws each, as the page does; writes what Vega says of it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const find = createRequire(`${process.cwd()}/`);
const load = (name) => import(pathToFileURL(find.resolve(name)).href);
const [vega, { compile }, { expressionInterpreter }] = await Promise.all(["vega", "vega-lite", "vega-interpreter"].map(load));

function listener(said) {
  const say = (...words) => (said.push(words.join(" ")), logger);
  const logger = { level: () => logger, error: say, warn: say, info: () => logger, debug: () => logger };
  return logger;
}

const told = [];
for (const { spec, rows, signals } of JSON.parse(readFileSync(0, "utf8"))) {
  const said = [];
  const logger = listener(said);
  const drawn = compile({ ...spec, width: 400, height: 200 }, { logger }).spec;
  const view = new vega.View(vega.parse(drawn, null, { ast: true }), { expr: expressionInterpreter, logger });
  for (const [name, value] of Object.entries(signals)) view.signal(name, value);
  await view.data("rows", rows).runAsync();
  told.push({ said, svg: await view.toSVG() });
}
console.log(JSON.stringify(told));
