export function isFullScreen(): boolean {
  return typeof document !== 'undefined' && document.fullscreenElement !== null;
}

/** Gives the whole screen to the page, or takes it back; a browser that refuses is reported. */
export function toggleFullScreen(complain: (problem: string) => void): void {
  const refused = () => complain('This browser does not allow full screen here.');
  if (isFullScreen()) document.exitFullscreen().catch(refused);
  else if (document.documentElement.requestFullscreen === undefined) refused();
  else document.documentElement.requestFullscreen().catch(refused);
}
