import { MessagePage } from '@/components/ui/MessagePage';

/** The home page of a store without any dashboard. */
export function NoDashboards() {
  return (
    <MessagePage
      title="No dashboards yet"
      detail="The dashboards that ship are stored at the start. Restart, and look at the log if none appears."
      links={[{ href: '/targets', label: 'Show targets' }]}
    />
  );
}
