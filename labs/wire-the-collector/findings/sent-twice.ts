import { diagnosis } from '#grading/diagnosis.ts';
import { targetOf } from '#grading/experiments/pipeline/exporter-target.ts';
import type { PipelineSeen } from '#grading/experiments/pipeline/pipeline-seen.ts';
import { acceptedFact, countFact, NAMES, placeFact } from './facts.ts';
import { heldBy, spansIn } from './held.ts';
import { type Backend, liveExporters, sum, wayOf } from './the-way.ts';

/** A second copy makes it twice; spans of an earlier moment that come in during a check make a little more. */
const MORE_THAN_ONCE = 1.5;

/**
 * Two ways end at one backend. It may show a second copy or hide it, as it happens; so the exporters' counts are held against
 * what came in, or where a sampler drops some of it, against what the backend holds.
 */
export function sentTwice(backend: Backend) {
  return diagnosis(['sent-twice'], (seen: PipelineSeen) => {
    const way = wayOf(seen);
    const ends = way.live.flatMap(({ name, exporters }) =>
      exporters.filter((id) => targetOf(way.graph, id) === backend).map((id) => ({ name, id })),
    );
    const sent = sum(way.counted.sent, 'exporter', liveExporters(way, backend));
    const stored = seen.checkouts.reduce((all, one) => all + spansIn(heldBy(backend, one)), 0);
    const once = sum(way.counted.met) > 0 ? stored : way.accepted;
    if (ends.length < 2 || sent < MORE_THAN_ONCE * once || once === 0) return undefined;
    return {
      status: 'fail',
      finding: 'sent-twice',
      values: {
        ...{ sent: String(sent), once: String(once), backend: NAMES[backend], file: seen.file },
        ends: ends.map(({ name, id }) => `\`${id}\` of \`${name}\``).join(' and '),
      },
      evidence: [
        countFact('otelcol_exporter_sent_spans', sent, `Spans that were sent to ${NAMES[backend]}.`),
        acceptedFact(way),
        ...ends.map(({ name, id }) =>
          placeFact(seen.file, `service.pipelines.${name}.exporters`, `${id} sends to ${NAMES[backend]}.`),
        ),
      ],
    };
  });
}
