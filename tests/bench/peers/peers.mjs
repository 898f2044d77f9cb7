// Engines for JavaScript: node peers.mjs FOLDER NAME prints pass, fail, unknown and the least processor
// time of several passes, in seconds.
// What is missing is asked for by each in its own way, so that all give three verdicts: 0 fail, 1 unknown, 2 pass.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";

const [folder, name] = process.argv.slice(2);
const installed = createRequire(resolve(folder, "package.json"));
const rules = readFileSync(`${folder}/rules.tsv`, "utf8").trim().split("\n").map((line) => {
  const [field, relation, limit] = line.split("\t");
  return { field, relation, limit: Number(limit) };
});
const records = readFileSync(`${folder}/items.csv`, "utf8").trimEnd().split("\n").map((line) => {
  const record = {};
  line.split(",").forEach((value, i) => { if (value !== "") record[`f${i}`] = Number(value); });
  return record;
});
const load = (module) => import(pathToFileURL(installed.resolve(module)));

// Each gives what judges all records and stores the verdicts in `out`, a record's twenty together.
const peers = {
  javascript: () => {
    const judges = rules.map(({ field, relation, limit }) =>
      new Function("r", `const v = r.${field}; return v === undefined ? 1 : v ${relation} ${limit} ? 2 : 0`));
    return (out) => records.forEach((record, i) => judges.forEach((judge, r) => { out[i * 20 + r] = judge(record); }));
  },

  "json-logic-engine": async () => {
    const { LogicEngine } = await load("json-logic-engine");
    const engine = new LogicEngine();
    const judges = rules.map(({ field, relation, limit }) => engine.build({
      if: [{ "===": [{ var: field }, null] }, 1, { [relation]: [{ var: field }, limit] }, 2, 0],
    }));
    return (out) => records.forEach((record, i) => judges.forEach((judge, r) => { out[i * 20 + r] = judge(record); }));
  },

  "json-rules-engine": async () => {
    const { Engine } = await load("json-rules-engine");
    const OPERATORS = {
      "<=": "lessThanInclusive", ">=": "greaterThanInclusive", "<": "lessThan", ">": "greaterThan",
    };
    const engine = new Engine([], { allowUndefinedFacts: true });
    engine.addOperator("missing", (value) => value === undefined);
    rules.forEach(({ field, relation, limit }, r) => {
      engine.addRule({
        conditions: { all: [{ fact: field, operator: OPERATORS[relation], value: limit }] },
        event: { type: "verdict", params: { r, verdict: 2 } },
      });
      engine.addRule({
        conditions: { all: [{ fact: field, operator: "missing", value: true }] },
        event: { type: "verdict", params: { r, verdict: 1 } },
      });
    });
    return async (out) => {
      for (let i = 0; i < records.length; i++) {
        const { events } = await engine.run(records[i]);
        out.fill(0, i * 20, i * 20 + 20);
        for (const { params } of events) out[i * 20 + params.r] = params.verdict;
      }
    };
  },

  "zen-engine": async () => {
    const { ZenEngine } = installed("@gorules/zen-engine");
    const decision = new ZenEngine().createDecision({
      nodes: [
        { id: "in", name: "in", type: "inputNode" },
        { id: "rules", name: "rules", type: "expressionNode", content: {
          expressions: rules.map(({ field, relation, limit }, r) => ({
            id: `e${r}`, key: `v${r}`, value: `${field} == null ? 1 : ${field} ${relation} ${limit} ? 2 : 0`,
          })),
        } },
        { id: "out", name: "out", type: "outputNode" },
      ],
      edges: [
        { id: "a", sourceId: "in", targetId: "rules", type: "edge" },
        { id: "b", sourceId: "rules", targetId: "out", type: "edge" },
      ],
    });
    return async (out) => {
      for (let i = 0; i < records.length; i++) {
        const { result } = await decision.evaluate(records[i]);
        for (let r = 0; r < 20; r++) out[i * 20 + r] = result[`v${r}`];
      }
    };
  },

  "cel-js": async () => {
    const { parse } = await load("@marcbachmann/cel-js");
    const judges = rules.map(({ field, relation, limit }) =>
      parse(`has(r.${field}) ? (r.${field} ${relation} ${limit}.0 ? 2.0 : 0.0) : 1.0`));
    return (out) => records.forEach((r, i) => {
      const context = { r };
      judges.forEach((judge, k) => { out[i * 20 + k] = judge(context); });
    });
  },
};

const judge = await peers[name]();
const out = new Uint8Array(records.length * 20);
let best = Infinity, spent = 0;
for (let pass = 0; pass < 7 && spent < 10; pass++) {
  out.fill(9);
  const begin = process.cpuUsage();
  await judge(out);
  const { user, system } = process.cpuUsage(begin);
  const seconds = (user + system) / 1e6;
  best = Math.min(best, seconds);
  spent += seconds;
}
const counts = [0, 0, 0];
for (const verdict of out) counts[verdict]++;
console.log(`${counts[2]} ${counts[0]} ${counts[1]} ${best}`);
