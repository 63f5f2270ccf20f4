/**
 * Goes to a path of our own as somebody else: the whole page is loaded anew, so that nothing is left of what the visitor
 * before was shown.
 */
export function enterAt(path: string): void {
  window.location.assign(path);
}
