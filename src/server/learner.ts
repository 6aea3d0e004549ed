/** The one learner of a server on one's own machine; every session belongs to this name. */
export const LEARNER = 'local';
