/** The `service.name` of spans that Spanwise records, and the name of their scope. */
export const OWN_SERVICE = 'spanwise';
