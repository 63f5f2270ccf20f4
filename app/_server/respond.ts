/**
 * Answers with JSON what `work` gives; a failure becomes 503 with a message in Grafana's form, and its cause goes to
 * the log. What these routes need is the database alone, so that is what a failure means.
 */
export async function respondJson(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    console.error('a request for dashboards failed', error);
    const message = 'The database does not answer. /api/health tells whether it is back.';
    return Response.json({ message }, { status: 503, headers: { 'cache-control': 'no-store' } });
  }
}
