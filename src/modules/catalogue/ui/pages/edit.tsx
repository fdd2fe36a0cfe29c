import { type FormEvent, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { apiSend } from '#web/api.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Forbidden } from '#web/kit/problem.tsx';
import { Skeleton } from '#web/kit/skeleton.tsx';
import { useGet } from '#web/query.ts';
import { useMay, useSession } from '#web/session.tsx';
import { ResourceDetail, type ResourceFields } from '../../contract.ts';
import { ActProblem } from '../act-problem.tsx';
import { Failed } from '../failed.tsx';
import { emptyFields, fieldsOf } from '../form.ts';
import { catalogueTexts } from '../i18n/texts.ts';
import { ResourceForm } from '../resource-form.tsx';
import { Lacking } from '../steps.tsx';
import { useAct } from '../use-act.ts';
import '../catalogue.css';

/** Write a resource: a new one, or one that is a draft or being changed. */
export function Page() {
  const { id } = useParams();
  if (!useMay('catalogue:write')) return <Forbidden />;
  return id === undefined ? <New /> : <Existing id={id} />;
}

function New() {
  const { departments } = useSession().user.scope;
  const [only] = departments === 'all' ? [] : departments;
  return <Form detail={null} start={emptyFields(only ?? null)} />;
}

function Existing({ id }: { readonly id: string }) {
  const { data, error, refetch } = useGet(`/api/catalogue/resources/${encodeURIComponent(id)}`, ResourceDetail);
  if (!data)
    return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Skeleton lines={12} height="40rem" />;
  if (!data.may.edit) return <Forbidden />;
  // A later answer must not take away what has been written: the form begins once for each revision.
  return <Form key={data.resource.revision} detail={data} start={fieldsOf(data)} />;
}

interface FormProps {
  readonly detail: ResourceDetail | null;
  readonly start: ResourceFields;
}

function Form({ detail, start }: FormProps) {
  const say = useTexts(catalogueTexts);
  const navigate = useNavigate();
  const [fields, setFields] = useState(start);
  const { busy, problem, run } = useAct();
  const back = detail ? `/catalogue/${detail.resource.id}` : '/catalogue';
  const save = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      const { resource } = await send(detail, fields);
      await navigate(`/catalogue/${resource.id}`);
    });
  };
  return (
    <form className="page-column catalogue-page" onSubmit={save}>
      <div className="catalogue-way">
        <Link to={back}>{say('edit.cancel')}</Link>
        <h1 className="page-title">{detail ? say('edit.title') : say('edit.new')}</h1>
      </div>
      {detail && <Lacking shortcomings={detail.shortcomings} />}
      <ResourceForm
        fields={fields}
        shape={detail?.may.shapeItems ?? true}
        onChange={(part) => setFields({ ...fields, ...part })}
      />
      <ActProblem problem={problem} />
      <div className="catalogue-steps">
        <Button look="main" type="submit" busy={busy}>
          {say('edit.save')}
        </Button>
      </div>
    </form>
  );
}

function send(detail: ResourceDetail | null, fields: ResourceFields): Promise<ResourceDetail> {
  const clean = { ...fields, relatedCodes: fields.relatedCodes.filter((code) => code !== '') };
  if (!detail) return apiSend('POST', '/api/catalogue/resources', clean, ResourceDetail);
  const body = { fields: clean, revision: detail.resource.revision };
  return apiSend('PUT', `/api/catalogue/resources/${detail.resource.id}`, body, ResourceDetail);
}
