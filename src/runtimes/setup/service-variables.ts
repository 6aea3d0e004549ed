import { SERVICES, type Service } from '#system/part-names.ts';

/** Names and values, as a program finds them in its environment. */
export type Variables = Record<string, string>;

/** The variables that a setup gives to services, beside those that each has of the bench. */
export interface ServiceVariables {
  /** Those to start a service with; notes that it is started with them. */
  take(service: Service): Variables;
  /** Those of every service, without taking note. */
  all(): Readonly<Record<Service, Variables>>;
  /** From now on services are to have these, and a service that is not named none. */
  use(variables: Readonly<Partial<Record<Service, Variables>>>): void;
  /** Whether the service was started with others. */
  isStale(service: Service): boolean;
}

/** Keeps them for one bench; at first no service has any. */
export function serviceVariables(): ServiceVariables {
  let wanted: Partial<Record<Service, Variables>> = {};
  // A service that was never asked for was started without any.
  const taken = new Map<Service, string>();
  const of = (service: Service): Variables => wanted[service] ?? {};
  return {
    take(service) {
      taken.set(service, keyOf(of(service)));
      return of(service);
    },
    all: () => Object.fromEntries(SERVICES.map((one) => [one, of(one)])) as Record<Service, Variables>,
    use(variables) {
      wanted = variables;
    },
    isStale: (service) => (taken.get(service) ?? keyOf({})) !== keyOf(of(service)),
  };
}

function keyOf(variables: Variables): string {
  return JSON.stringify(Object.entries(variables).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
