import { MessagePage } from '@/components/ui/MessagePage';

export default function NotFound() {
  return (
    <MessagePage
      title="Nothing here"
      detail="No page or dashboard has this address. It may have been deleted, or the link is cut."
      links={[
        { href: '/dashboards', label: 'Search dashboards' },
        { href: '/', label: 'Go to home' },
      ]}
    />
  );
}
