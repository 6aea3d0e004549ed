/** The two namespaces of one learner: what is studied, and what records it. */
export interface Namespaces {
  bookstore: string;
  tracing: string;
}

/** `bookstore` and `tracing` for the only learner, with the learner's name before them on a cluster of many. */
export function namespacesOf(learner: string | undefined): Namespaces {
  const prefix = learner ? `${learner}-` : '';
  return { bookstore: `${prefix}bookstore`, tracing: `${prefix}tracing` };
}
