import { expect, test } from 'vitest';
import { excerptTitle } from '#site/build/excerpt-title.ts';

test.each([
  ['labs/bookstore/internal/orders/store.go', 'internal/orders/store.go'],
  ['labs/queue/start/internal/queue/carrier.go', 'internal/queue/carrier.go, at the start of the lab'],
  ['labs/queue/solution/carry/internal/queue/traced.go', 'internal/queue/traced.go, as solved'],
  ['labs/stack/collector/collector.yaml', 'labs/stack/collector/collector.yaml'],
  ['content/chapters/06-sampling/tail-sampling.yaml', 'content/chapters/06-sampling/tail-sampling.yaml'],
])('%s is shown as %s', (file, title) => {
  expect(excerptTitle(file)).toBe(title);
});
