/** The file of a workspace in which the learner's answers are kept: a mapping for each step, in it a line for each question. */
export const ANSWERS_FILE = 'answers.yaml';

/** The file of an answer folder that says which requests a learner has sent before the answers of the folder were typed. */
export const REQUESTS_FILE = 'requests.yaml';
