import { diagnosis } from '#grading/diagnosis.ts';
import { logFacts, traceFact } from '#grading/evidence.ts';
import { callOf } from './catalog-requests.ts';

/** storefront answered the checkout and asked catalog for nothing. */
export const catalogNotCalled = diagnosis(['call-missing'], ({ checkout }) => {
  if (callOf(checkout) || checkout.logsOf('catalog').length > 0) return undefined;
  return {
    status: 'fail',
    finding: 'call-missing',
    values: { service: 'catalog', lacking: 'a request from storefront nor a log line about its book' },
    evidence: [
      traceFact(
        checkout.probe.traceId,
        'catalog',
        'No CLIENT span of storefront in this trace asks for a book.',
      ),
      ...logFacts(checkout.logs),
    ],
  };
});
