import { SERVICES } from '#system/part-names.ts';
import type { Answer } from './answer.ts';
import type { AnswerField } from './answer-field.ts';
import { readNumber } from './read-number.ts';
import { readTraceId } from './read-trace-id.ts';

/** An answer, or why what was typed cannot be one: a sentence for the learner. */
export type FieldReading = { ok: true; answer: Answer } | { ok: false; reason: string };

/** Other names under which a learner may know what is no service of the Bookstore but works for one. */
const STORES: Readonly<Record<string, string>> = {
  postgres: 'postgres',
  postgresql: 'postgres',
  database: 'postgres',
  db: 'postgres',
  rabbitmq: 'rabbitmq',
  broker: 'rabbitmq',
};

/** Reads what was typed into a field, leniently: whether it is right is for the check to say. */
export function readField(field: AnswerField, typed: string): FieldReading {
  const text = typed.trim().replaceAll(/\s+/g, ' ');
  const read = (answer: Answer): FieldReading => ({ ok: true, answer });
  switch (field.kind) {
    case 'trace':
      return read(readTraceId(typed));
    case 'number': {
      const value = readNumber(typed, field.unit);
      if (value !== undefined) return read({ kind: 'number', typed, value });
      const example = field.unit ? 'such as 805, 805 ms or 0.8 s' : 'such as 4';
      return { ok: false, reason: `“${text}” is no number; write one ${example}.` };
    }
    case 'service': {
      const name = text.toLowerCase().replaceAll(/[ _]/g, '-');
      const value = SERVICES.find((service) => service === name) ?? STORES[name];
      if (value) return read({ kind: 'service', typed, value });
      return { ok: false, reason: `“${text}” is no service; the services are ${SERVICES.join(', ')}.` };
    }
    case 'choice': {
      const wanted = text.toLowerCase();
      const choice = field.choices.find((one) => [one.id, one.text.toLowerCase()].includes(wanted));
      if (choice) return read({ kind: 'choice', typed, value: choice.id });
      const ids = field.choices.map(({ id }) => id).join(', ');
      return { ok: false, reason: `“${text}” is none of the choices, which are ${ids}.` };
    }
    default:
      return read({ kind: field.kind, typed, value: text });
  }
}
