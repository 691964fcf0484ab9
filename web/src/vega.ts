/** The drawing library, in a file of its own: it is large, rarely changes, and is not needed for the first paint. */
import { expressionInterpreter } from "vega-interpreter";
import { compile } from "vega-lite";
import { parse, View } from "vega";

const charts = { compile, parse, View, expressionInterpreter };
export type Charts = typeof charts;

Object.assign(globalThis, { logloomCharts: charts });
dispatchEvent(new Event("logloom-charts"));
