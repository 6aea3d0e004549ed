import type { PipelineSeen } from '#grading/experiments/pipeline/pipeline-seen.ts';
import type { Judgement } from '#grading/judgement.ts';
import { acceptedFact, checkoutFact } from './facts.ts';
import { storedIn } from './held.ts';
import { type Backend, ofType, wayOf } from './the-way.ts';

/** Whatever the step asks for has arrived; says what was counted, and what is worth a remark. */
export function passedWith(...backends: Backend[]): (seen: PipelineSeen) => Judgement<'pass'> {
  return (seen) => {
    const way = wayOf(seen);
    const kept = storedIn('tempo', seen.checkouts);
    const dropped = seen.checkouts.filter((one) => !kept.includes(one));
    const evidence = backends.flatMap((backend) => kept.slice(0, 2).map((one) => checkoutFact(backend, one)));
    return {
      status: 'pass',
      finding: 'pass',
      values: {
        ...{ accepted: String(way.accepted), checkouts: String(seen.checkouts.length) },
        ...{ kept: String(kept.length), dropped: String(dropped.length) },
        remark: batches(seen) ? REMARK : '',
      },
      evidence: [
        acceptedFact(way),
        ...evidence,
        ...dropped.slice(0, 1).map((one) => checkoutFact('tempo', one)),
      ],
    };
  };
}

/** With the processor `batch` in front of the sampler the same traces are kept; it only costs its work twice. */
function batches(seen: PipelineSeen): boolean {
  return wayOf(seen).live.some(({ processors }) => ofType(processors, 'batch'));
}

const REMARK =
  ' The `batch` processor in it does no harm here; it is deprecated, and an exporter’s `sending_queue` makes batches as well.';
