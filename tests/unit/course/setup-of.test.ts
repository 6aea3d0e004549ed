import { expect, test } from 'vitest';
import { LabSchema } from '#course/lab.ts';
import { partsOf, setupAt } from '#course/setup-of.ts';

const step = (id: string) => ({ id, title: 'One', minutes: 1, text: 'One.' });
const lab = (more: object, steps: object[]) =>
  LabSchema.parse({
    id: 'lab',
    title: 'Lab',
    minutes: 1,
    summary: 'A lab.',
    files: ['a.go'],
    ...more,
    steps,
  });

test('a lab without a setup has the bench’s own', () => {
  const plain = lab({}, [step('one')]);
  expect(setupAt(plain, 'one')).toEqual({ parts: [] });
  expect(partsOf(plain)).toEqual([]);
});

test('a step’s setup replaces the lab’s as a whole, from that step on', () => {
  const changing = lab({ setup: { environment: 'env.yaml', parts: ['loki'] } }, [
    step('one'),
    { ...step('two'), setup: { collector: 'collector.yaml', parts: ['prometheus'] } },
    step('three'),
  ]);
  expect(setupAt(changing, 'one')).toEqual({ environment: 'env.yaml', parts: ['loki'] });
  expect(setupAt(changing, 'two')).toEqual({ collector: 'collector.yaml', parts: ['prometheus'] });
  expect(setupAt(changing, 'three')).toEqual(setupAt(changing, 'two'));
  expect(partsOf(changing)).toEqual(['prometheus', 'loki']);
});
