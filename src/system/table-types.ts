import type { LikeSpec, PartTable, PortSpec } from './part-spec.ts';

/** Names of the parts of these kinds, those that are run like one of them included. */
export type NamesOf<T extends PartTable, Kind extends string> = {
  [P in keyof T & string]: KindOf<T, P> extends Kind ? P : never;
}[keyof T & string];

/** Names of the parts that run only where a lab needs them. */
export type OptionalOf<T extends PartTable> = {
  [P in keyof T & string]: T[P] extends { optional: true } ? P : never;
}[keyof T & string];

/** The part whose way of running this part has: itself, unless it is like another. */
export type BaseOf<T extends PartTable, P extends keyof T> = T[P] extends LikeSpec ? T[P]['like'] : P;

type KindOf<T extends PartTable, P extends keyof T> = T[BaseOf<T, P>] extends { kind: infer K } ? K : never;

type PortsOf<T extends PartTable, P extends keyof T> = T[BaseOf<T, P>] extends { ports: infer R } ? R : never;

/** The roles of a part's ports. */
export type RoleOf<T extends PartTable, P extends keyof T> = keyof PortsOf<T, P> & string;

/** The names in ports.json of the ports of these parts that are shaped like `Only`. */
export type PortNameOf<T extends PartTable, P extends keyof T & string, Only = PortSpec> = P extends string
  ? {
      [R in RoleOf<T, P>]: PortsOf<T, P>[R] extends Only ? NameOf<T, P, R> : never;
    }[RoleOf<T, P>]
  : never;

/** The names of these parts among the endpoints. */
export type UrlNameOf<T extends PartTable, P extends keyof T & string> = P extends string
  ? {
      [R in RoleOf<T, P>]: PortsOf<T, P>[R] extends { url: { name: infer N extends string } }
        ? T[P] extends LikeSpec
          ? DerivedName<P, R>
          : N
        : never;
    }[RoleOf<T, P>]
  : never;

// What a table states is the name of one port only; a part that is like another has the derived ones.
type NameOf<T extends PartTable, P extends keyof T & string, R extends RoleOf<T, P>> = T[P] extends LikeSpec
  ? DerivedName<P, R>
  : PortsOf<T, P>[R] extends { name: infer N extends string }
    ? N
    : DerivedName<P, R>;

type DerivedName<P extends string, R extends string> = `${CamelCase<P>}${Capitalize<R>}`;

type CamelCase<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : S;
