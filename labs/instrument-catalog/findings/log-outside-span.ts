import { diagnosis } from '#grading/diagnosis.ts';
import { spanFact } from '#grading/evidence.ts';
import { keyedLogFact } from '#grading/log-evidence.ts';
import { catalogRequests } from './catalog-requests.ts';
import { isOfMachines, straysOf } from './whose-span.ts';

/** A look-up has its span, and its log lines were written in a context that holds none. */
export const logOutsideSpan = diagnosis(['log-outside-span'], (model) => {
  const requests = catalogRequests(model);
  const asked = requests.find(({ logs }) => logs.length > 0 && logs.every(({ traceId }) => traceId === ''));
  const [log] = asked?.logs ?? [];
  if (!asked || !log) return undefined;
  const [span] = [...asked.spans, ...straysOf(model).filter((stray) => !isOfMachines(stray))];
  return {
    status: 'fail',
    finding: 'log-outside-span',
    values: { request: asked.label, message: log.message },
    evidence: [
      keyedLogFact(log, `Its log line “${log.message}” has no trace_id.`),
      ...(span ? [spanFact(span, 'A span of catalog, which none of its log lines names.')] : []),
    ],
  };
});
