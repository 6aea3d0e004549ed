import { expect, it } from 'vitest';
import { placeIn } from '#site/elements/checks/verdict-texts.ts';
import { fileAddress } from '#site/elements/edited-files/file-server.ts';
import type { FileState } from '#site/elements/edited-files/open-file.ts';
import { announceStates } from '#site/elements/files/announce-states.ts';
import { deployTexts } from '#site/elements/server/deploy-now.ts';

it('addresses a file by its path, each part encoded', () => {
  expect(fileAddress('split-trace', 'internal/a b/c.go')).toBe(
    '/api/labs/split-trace/files/internal/a%20b/c.go',
  );
});

it.each([
  [
    'internal/storefront/orders_client.go:12:3: undefined: x',
    { path: 'internal/storefront/orders_client.go', line: 12, column: 3 },
  ],
  [
    'What it says of collector/collector.yaml:19: must have at least one exporter',
    { path: 'collector/collector.yaml', line: 19, column: 1 },
  ],
  ['see main.go:7', { path: 'main.go', line: 7, column: 1 }],
  ['orders’ span is a root', undefined],
])('finds the place in “%s”', (text, place) => {
  expect(placeIn(text)).toEqual(place);
});

it.each([
  [{ status: 'ok' as const, restarted: ['storefront'] }, 'Restarted: storefront'],
  [{ status: 'ok' as const, restarted: [] }, 'Running as saved, nothing to restart'],
  [{ status: 'does-not-build' as const, service: 'orders' }, 'orders does not build'],
  [
    { status: 'does-not-start' as const, service: 'orders', lastLines: ['no DATABASE_URL', 'a'] },
    'orders does not start: no DATABASE_URL',
  ],
  [
    {
      ...{ status: 'does-not-configure' as const, part: 'collector', file: 'collector/collector.yaml' },
      ...{ line: 19, message: 'must have at least one exporter' },
    },
    'collector does not take collector/collector.yaml:19: must have at least one exporter',
  ],
  [{ status: 'broken' as const, reason: 'disk full' }, 'Bench trouble: disk full'],
])('says of a deploy %o', (answer, words) => {
  expect(deployTexts(answer)).toBe(words);
});

it('says aloud that a file is in trouble, and that it is over, and nothing of every save', () => {
  const announce = announceStates();
  const say = (state: FileState) => announce(new Map([['internal/a.go', state]]));
  const away: FileState = { kind: 'failed', words: 'The server did not answer.' };
  expect([
    ...[say({ kind: 'saved' }), say({ kind: 'typing' }), say({ kind: 'saving' }), say({ kind: 'saved' })],
    ...[say(away), say({ kind: 'saving' }), say(away), say({ kind: 'saved' }), say({ kind: 'saved' })],
  ]).toEqual([
    ...[undefined, undefined, undefined, undefined],
    ...['a.go is not saved. The server did not answer.', undefined, undefined, 'a.go is saved.', undefined],
  ]);
});
