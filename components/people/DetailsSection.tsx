'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { toast } from '@/components/shell/toasts';
import { useVisitor } from '@/components/shell/VisitorContext';
import { Button } from '@/components/ui/Button';
import { saveProfile } from '@/lib/api/people';
import { emailProblem } from '@/lib/people/rules';
import { FormAlert } from './FormAlert';
import classes from './people.module.css';
import { TextField } from './TextField';

/** Name and email; user name and role are an administrator's to give. */
export function DetailsSection() {
  const visitor = useVisitor();
  const router = useRouter();
  const [name, setName] = useState(visitor.name);
  const [email, setEmail] = useState(visitor.email);
  const save = useMutation({
    mutationFn: () => saveProfile({ name, email }),
    onSuccess: () => {
      toast('Profile saved');
      router.refresh();
    },
  });
  const problem = emailProblem(email.trim());
  const changed = name !== visitor.name || email !== visitor.email;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (problem === undefined && changed) save.mutate();
  };
  return (
    <section className={classes.section} aria-labelledby="details">
      <h2 id="details" className={classes.heading}>
        {visitor.name || visitor.login} <span className={classes.badge}>{visitor.role}</span>
      </h2>
      <form className={classes.form} onSubmit={submit}>
        <FormAlert error={save.error} />
        <TextField label="User name" value={visitor.login} onChange={() => undefined} disabled />
        <TextField label="Name" autoComplete="name" maxLength={120} value={name} onChange={setName} />
        <TextField
          label="Email"
          type="email"
          autoComplete="email"
          value={email}
          onChange={setEmail}
          hint="You can sign in with it, too."
          problem={problem}
        />
        <div className={classes.actions}>
          <Button type="submit" variant="primary" disabled={!changed || problem !== undefined || save.isPending}>
            Save
          </Button>
        </div>
      </form>
    </section>
  );
}
