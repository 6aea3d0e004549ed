import type { Refusal } from '../setup/refusal.ts';
import { readYaml } from '../setup/yaml-place.ts';

type Path = readonly (string | number)[];

/**
 * What the Collector has against a configuration, in its own sentence, and the place in the learner's file that it means.
 * Of YAML's errors it names a line; of all others it names components and keys, which are looked up in the file.
 */
export function explainRefusal(said: string, text: string): Refusal {
  const yaml = readYaml(text);
  const words = said.replace(/^Error: /gm, '').trim();
  if (yaml.error) return { message: `YAML: ${yaml.error.message}`, line: yaml.error.line };
  const message = sentenceOf(words);
  const path = pathIn(words);
  if (!path) return { message };
  const line = yaml.lineOf(refined(path, words, yaml.data));
  return { message, path: path.join('::'), ...(line !== undefined && { line }) };
}

/** The line that says what is wrong: the Collector wraps it in lines that say where it came upon it. */
function sentenceOf(words: string): string {
  const lines = words.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.filter(
    (line) => !/^(failed to get config|'\w+' error reading configuration)/.test(line),
  );
  const start = telling.find((line) => /^cannot |^failed to /.test(line));
  return (start ?? telling[0] ?? lines[0] ?? 'it gave no reason').trim();
}

function pathIn(words: string): Path | undefined {
  return ofComponent(words) ?? ofUnknownType(words) ?? ofSection(words) ?? ofStart(words) ?? ofColons(words);
}

/** `'exporters' error reading configuration for "debug":` and, on a line below, the key it means. */
function ofComponent(words: string): Path | undefined {
  const [, section, id] = /'(\w+)' error reading configuration for "([^"]+)"/.exec(words) ?? [];
  if (!section || !id) return undefined;
  const below = words.slice(words.indexOf(`"${id}"`));
  const [, typed] = /^'([\w.:[\]]+)' expected /m.exec(below) ?? [];
  const [, owner = '', key] = /^'([\w.:]+)' has invalid keys: ([\w.]+)/m.exec(below) ?? [];
  if (typed) return [section, id, ...keysOf(typed)];
  // A name with a capital letter is a type of the program, and stands for the component itself.
  if (key) return [section, id, ...(/[A-Z]/.test(owner) ? [] : keysOf(owner)), key];
  return [section, id];
}

function ofUnknownType(words: string): Path | undefined {
  const [, section, id] = /'(\w+)' unknown type: "[^"]*" for id: "([^"]+)"/.exec(words) ?? [];
  return section && id ? [section, id] : undefined;
}

/** `'service' has invalid keys: pipelins`, `'service.pipelines' in "trace" id: unknown pipeline signal`. */
function ofSection(words: string): Path | undefined {
  const [, owner, key] = /'([a-z.]+)' (?:has invalid keys: |in ")([\w./-]+)/.exec(words) ?? [];
  return owner && key ? [...keysOf(owner), key] : undefined;
}

/** `cannot start pipelines: failed to start "otlp" receiver: listen tcp …`. */
function ofStart(words: string): Path | undefined {
  const [, id, kind] =
    /failed to (?:start|create|build) "([^"]+)" (receiver|processor|exporter|connector|extension)/.exec(
      words,
    ) ?? [];
  return id && kind ? [`${kind}s`, id] : undefined;
}

/** `service::pipelines::traces: must have at least one exporter`. */
function ofColons(words: string): Path | undefined {
  const [, found] =
    /^((?:receivers|processors|exporters|connectors|extensions|service)::[^\s:]+(?:::[^\s:]+)*): /m.exec(
      words,
    ) ?? [];
  return found?.split('::');
}

/** A name that a pipeline lists is the place, not the pipeline around it. */
function refined(path: Path, words: string, data: unknown): Path {
  const [, kind, id] =
    /references (receiver|processor|exporter|connector|extension) "([^"]+)"/.exec(words) ?? [];
  const key = kind ? `${kind}s` : /must have at least one (receiver|exporter)/.exec(words)?.[1]?.concat('s');
  if (!key) return path;
  const list = [...path, key].reduce<unknown>(
    (value, name) => (value as Record<string, unknown> | undefined)?.[name],
    data,
  );
  const index = Array.isArray(list) ? list.indexOf(id) : -1;
  if (list === undefined) return path;
  return index < 0 ? [...path, key] : [...path, key, index];
}

function keysOf(name: string): string[] {
  return name.split(/[.:]+/).filter(Boolean);
}
