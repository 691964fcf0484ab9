/** Builds the page into src/logloom/page/static: the same bytes each time, whichever machine builds it. */
import { build } from "esbuild";
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, "../src/logloom/page/static");
const MADE = "Made from web/ by `make page`. Licences of what it holds: licences.txt.";

const shared = {
  absWorkingDir: here,
  bundle: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
  minify: true,
  outdir: out,
  target: "es2022",
};

/** Our own code is kept in lines, so that a change of it is a small one in git. */
const page = await build({
  ...shared,
  entryPoints: { page: "src/main.tsx" },
  format: "iife",
  lineLimit: 120,
  banner: { js: `/* ${MADE} */` },
  jsx: "automatic",
  jsxImportSource: "preact",
});
const vega = await build({
  ...shared,
  entryPoints: { vega: "src/vega.ts" },
  format: "iife",
  lineLimit: 2000,
  banner: { js: `/* ${MADE} */` },
});
await build({ ...shared, entryPoints: { page: "src/page.css" }, banner: { css: `/* ${MADE} */` }, lineLimit: 120 });

/** Return the folders of the packages that went in. */
function packages(...made) {
  const inputs = made.flatMap((one) => Object.keys(one.metafile.inputs));
  const found = inputs.map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean);
  return [...new Set(found)].sort();
}

async function licence(name) {
  const folder = join(here, "node_modules", name);
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
  const text = file ? (await readFile(join(folder, file), "utf8")).trim() : "";
  return `${name} ${version} (${license})\n\n${text.replaceAll("\r\n", "\n")}\n`;
}

await mkdir(out, { recursive: true });
for (const file of ["index.html", "favicon.svg"]) await cp(join(here, file), join(out, file));
const licences = await Promise.all(packages(page, vega).map(licence));
await writeFile(join(out, "licences.txt"), `${MADE}\n\n${licences.join(`\n${"-".repeat(80)}\n\n`)}`);
if (process.argv.includes("--sizes")) {
  for (const file of (await readdir(out)).sort()) console.log(relative(here, join(out, file)));
}
