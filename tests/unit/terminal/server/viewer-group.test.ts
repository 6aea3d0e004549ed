import { expect, test } from 'vitest';
import type { Notice } from '#terminal/messages.ts';
import type { OutputFlow } from '#terminal/server/viewers/output-flow.ts';
import type { Viewer } from '#terminal/server/viewers/viewer.ts';
import { createViewerGroup } from '#terminal/server/viewers/viewer-group.ts';
import type { Size } from '#terminal/sizing.ts';

test('the client that stays is told that the terminal is its own, also where the size stays the same', () => {
  const { group, followed, viewer } = twoClients();
  const [first, second] = [viewer('first'), viewer('second')];
  group.add(first);
  group.add(second);
  expect([owns(first), owns(second)]).toEqual([false, true]);
  group.leave(second, true);
  expect([owns(first), followed.at(-1)]).toEqual([true, 'first']);
});

test('the output waits for a client that was lost, and not for one that left', () => {
  const { group, followed, viewer } = twoClients();
  const [first, second] = [viewer('first'), viewer('second')];
  group.add(first);
  group.leave(first, true);
  expect(followed).toEqual(['first', 'hold first', undefined]);
  group.add(second);
  group.leave(second, false);
  expect(followed.slice(3)).toEqual(['second', undefined]);
});

test('a client that comes back ends its earlier connection, and no other’s', () => {
  const { group, viewer, replaced } = twoClients();
  group.add(viewer('first'));
  group.add(viewer('second'));
  group.replace('first');
  expect(replaced).toEqual(['first']);
});

interface FakeViewer extends Viewer {
  heard: Notice[];
}

function owns({ heard }: FakeViewer): boolean | undefined {
  return heard.findLast((notice) => notice.type === 'size')?.owner;
}

function twoClients() {
  const followed: (string | undefined)[] = [];
  const replaced: string[] = [];
  const flow: OutputFlow = {
    follow: (owner) => void followed.push(owner?.client),
    hold: (viewer) => void followed.push(`hold ${viewer.client}`),
    release: () => {},
    pace: () => {},
  };
  const size: Size = { cols: 80, rows: 24 };
  const group = createViewerGroup({ size, set: () => {} }, flow);
  const viewer = (client: string): FakeViewer => {
    const heard: Notice[] = [];
    const fake = {
      client,
      size,
      heard,
      delivery: { stop() {}, flush() {} },
      notify: (notice: Notice) => void heard.push(notice),
      replace: () => void replaced.push(client),
    };
    return fake as unknown as FakeViewer;
  };
  return { group, followed, viewer, replaced };
}
