/** lab.yaml of a new lab: one step, with everything a step can have. */
export function labYaml(id: string, client: string): string {
  return `# yaml-language-server: $schema=../../docs/schemas/lab.json
id: ${id}
title: ${id}, a lab to be written
minutes: 5
summary: >-
  A copy to begin from. storefront's call to orders carries no context; the learner mends it.
files:
  - ${client}
steps:
  - id: mend
    title: Join the two traces
    minutes: 5
    edits: true
    text: |
      A checkout leaves two traces, because the client in \`${client}\` sends no \`traceparent\`.
      Make it one trace, then press **Check**.
    commands:
      - id: build
        title: See whether your change compiles
        run: go build ./...
    hints:
      - Look at the transport of the client. What would write the header?
      - otelhttp's transport injects the context of the request it sends.
      - Give the client \`otelhttp.NewTransport(http.DefaultTransport)\` as its \`Transport\`.
`;
}

/** findings.yaml of a new lab: what all labs share is in labs/findings.yaml. */
export const findingsYaml = `# yaml-language-server: $schema=../../docs/schemas/findings.json
# Findings that are not here have their text in labs/findings.yaml.
mend:
  pass:
    title: The checkout is one trace
    observed: Trace {traceId} holds {spans} spans, and orders hangs under storefront in it.
    expected: A checkout is one trace through all four services.
    next: Look at the waterfall, and see which span the new one hangs under.
`;

/** checks.ts of a new lab: the whole library of diagnoses, in one call. */
export const checksModule = `import { checksOf } from '#grading/checks-of.ts';
import { firstFinding } from '#grading/first-finding.ts';
import { checkout } from '#grading/experiments/checkout/checkout.ts';
import { passedCheckout } from '#grading/experiments/checkout/passed-checkout.ts';
import { upstreamFirst } from '#grading/findings/upstream-first.ts';

/** What each step makes of what the checkouts left behind. */
const judges = {
  mend: firstFinding(upstreamFirst, passedCheckout),
};

/** The checks of the lab, by step. */
export const checks = checksOf(checkout(), judges);
`;
