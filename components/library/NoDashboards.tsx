import { MessagePage } from '@/components/ui/MessagePage';

/** The home page of a store without any dashboard. */
export function NoDashboards() {
  return (
    <MessagePage
      title="No dashboards yet"
      detail="Build one, or import JSON from Grafana."
      links={[
        { href: '/dashboard/new', label: 'New dashboard' },
        { href: '/dashboard/import', label: 'Import' },
        { href: '/targets', label: 'Show targets' },
      ]}
    />
  );
}
