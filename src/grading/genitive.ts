/** A service as the owner of something, in prose: “catalog’s”, “orders’”. */
export function genitive(service: string): string {
  return `${service}${service.endsWith('s') ? '’' : '’s'}`;
}
