/** What Next gives a route handler for the parts of its address in brackets. */
export interface RouteContext<Name extends string> {
  readonly params: Promise<Readonly<Record<Name, string>>>;
}
