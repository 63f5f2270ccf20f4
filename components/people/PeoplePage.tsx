'use client';

import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { TopBar } from '@/components/ui/TopBar';
import { listPeople } from '@/lib/api/people';
import { AddPersonDialog } from './AddPersonDialog';
import { ListState } from './ListState';
import { PeopleTable } from './PeopleTable';
import classes from './people.module.css';

const PEOPLE = ['people'];

/** Everybody who can sign in, for administrators. */
export function PeoplePage() {
  const people = useQuery({ queryKey: PEOPLE, queryFn: ({ signal }) => listPeople(signal) });
  const queryClient = useQueryClient();
  const [adding, setAdding] = useState(false);
  const reload = () => void queryClient.invalidateQueries({ queryKey: PEOPLE });
  return (
    <>
      <TopBar title="Users">
        <Button variant="primary" onClick={() => setAdding(true)}>
          <IconPlus size={16} aria-hidden />
          Add user
        </Button>
      </TopBar>
      <main id="main" className={classes.page}>
        <section className={classes.section} aria-label="Users">
          <ListState query={people} none="Nobody is here yet.">
            {(list) => <PeopleTable people={list} onChanged={reload} />}
          </ListState>
        </section>
      </main>
      {adding ? <AddPersonDialog onAdded={reload} onClose={() => setAdding(false)} /> : null}
    </>
  );
}
