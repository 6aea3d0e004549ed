import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SERVICES, type Service } from '#system/part-names.ts';
import { PARTS } from '#system/parts.ts';
import type { Refusal } from './refusal.ts';
import type { Variables } from './service-variables.ts';
import { readYaml, type YamlText } from './yaml-place.ts';

/** The variables that a file gives to services, or the first thing that is wrong with it. */
export type EnvironmentFile =
  | { ok: true; variables: Partial<Record<Service, Variables>> }
  | { ok: false; part: Service; refusal: Refusal };

/** Reads the environment of a setup: service, then variable and value. */
export async function readEnvironment(workspace: string, file: string): Promise<EnvironmentFile> {
  const text = await readFile(join(workspace, file), 'utf8').catch((error: Error) => error);
  if (text instanceof Error)
    return refuse(SERVICES[0]!, { message: `the file cannot be read: ${text.message}` });
  const yaml = readYaml(text);
  if (yaml.error) return refuse(SERVICES[0]!, yaml.error);
  if (!isMapping(yaml.data))
    return refuse(SERVICES[0]!, { message: `expected a service, then its variables; ${KNOWN}` });
  const variables: Partial<Record<Service, Variables>> = {};
  for (const [name, given] of Object.entries(yaml.data)) {
    const service = SERVICES.find((one) => one === name);
    if (!service)
      return refuse(SERVICES[0]!, {
        message: `there is no service “${name}”; ${KNOWN}`,
        ...at(yaml, [name]),
      });
    const read = readVariables(yaml, service, given);
    if ('refusal' in read) return { ok: false, part: service, refusal: read.refusal };
    variables[service] = read.variables;
  }
  return { ok: true, variables };
}

const KNOWN = `services are ${SERVICES.join(', ')}`;

function readVariables(
  yaml: YamlText,
  service: Service,
  given: unknown,
): { variables: Variables } | { refusal: Refusal } {
  if (given === null) return { variables: {} };
  if (!isMapping(given))
    return {
      refusal: { message: `${service}: expected variables and their values`, ...at(yaml, [service]) },
    };
  const variables: Variables = {};
  for (const [name, value] of Object.entries(given)) {
    const problem = problemOf(service, name, value);
    if (problem) return { refusal: { message: problem, ...at(yaml, [service, name]) } };
    variables[name] = String(value);
  }
  return { variables };
}

function problemOf(service: Service, name: string, value: unknown): string | undefined {
  if (!/^[A-Z_][A-Z0-9_]*$/.test(name))
    return `“${name}” is no name of a variable; expected capital letters, digits and underscores`;
  if (isOfTheBench(service, name))
    return `${name} belongs to the bench: it says where ${service} listens and what it reaches`;
  if (typeof value === 'object') return `${name}: expected a text or a number`;
  return undefined;
}

/** Where a service listens and what it reaches is another place on each runtime; the mark tells whose processes these are. */
function isOfTheBench(service: Service, name: string): boolean {
  return (
    /^(LISTEN_ADDR|POD_NAME|PATH|\w+_PASSWORD|SPANWISE_\w+)$/.test(name) ||
    addressVariables(service).includes(name)
  );
}

function addressVariables(service: Service): string[] {
  return PARTS[service].needs.flatMap((part) => {
    const { ports, variable } = PARTS[part] as {
      ports: Record<string, { url?: { variable: string } }>;
      variable?: string;
    };
    return [variable, ...Object.values(ports).map(({ url }) => url?.variable)].filter(
      (one) => one !== undefined,
    );
  });
}

function at(yaml: YamlText, path: string[]): { path: string; line?: number } {
  const line = yaml.lineOf(path);
  return { path: path.join('.'), ...(line !== undefined && { line }) };
}

function refuse(part: Service, refusal: Refusal): EnvironmentFile {
  return { ok: false, part, refusal };
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
