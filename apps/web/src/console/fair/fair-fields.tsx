import { useQuery } from '@tanstack/react-query';
import { Checkbox, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { venues } from '../../api/fairs';
import type { Fair, NewFair } from '../../api/types';
import { useT } from '../../i18n';
import { IndustryField } from '../kit/industry-field';
import { NativeSelect } from '../kit/native-select';
import { PlaceSelect } from '../kit/node';
import { OccupationField } from '../kit/occupation-field';
import { Clashes } from './fair-clashes';
import { useFilingRules } from './fair-rules';
import { useWholeNumberRule, WholeNumber } from '../kit/whole-number';

/** What is sent of the form: an emptied field is an empty value, not a missing one. */
export const bodyOf = <F extends Partial<NewFair>>({ ...fields }: F): F => ({
  ...fields,
  expectedAttendance: fields.expectedAttendance ?? null,
  dutyStaff: fields.dutyStaff ?? null,
  permitNumber: fields.permitNumber?.trim() || null,
  note: fields.note?.trim() || null,
  roomId: fields.mode === 'online' ? null : fields.roomId || null,
  streamUrl: fields.mode === 'on_site' ? null : fields.streamUrl?.trim() || null,
  holderName: fields.holderKind === 'bureau' ? null : fields.holderName?.trim() || null,
  holderLicence: fields.holderKind === 'agency' ? fields.holderLicence?.trim() || null : null,
  exits: fields.exits ?? null,
  themeOccupation: fields.themeOccupation || null,
  themeIndustry: fields.themeIndustry?.trim() || null,
  audience: fields.audience || null,
});

/** Most venues that one office chooses from. */
const MOST_VENUES = 200;

/** Rooms that the holding office may use, by venue; an empty value is a place that is named. */
const RoomSelect = ({
  id,
  value,
  onChange,
  node,
}: {
  id?: string;
  value?: string | null;
  onChange?: (room: string | null) => void;
  node: string | undefined;
}): ReactNode => {
  const t = useT('console');
  const { data } = useQuery({ queryKey: ['venues', 'for', node], queryFn: () => venues.list({ node, limit: MOST_VENUES }) });
  const form = Form.useFormInstance<NewFair>();
  const choose = (room: string): void => {
    const found = data?.items.flatMap((venue) => venue.rooms.map((one) => ({ ...one, exits: venue.exits }))).find(({ id }) => id === room);
    // What the room says; it may be changed.
    if (found) form.setFieldsValue({ boothCount: found.booths, exits: found.exits });
    onChange?.(room || null);
  };
  return (
    <select id={id} className="select" value={value ?? ''} onChange={(event) => choose(event.target.value)}>
      <option value="">{t('fair.roomOther')}</option>
      {data?.items.map((venue) => (
        <optgroup key={venue.id} label={venue.name}>
          {venue.rooms.map((room) => (
            <option key={room.id} value={room.id}>
              {venue.name} · {room.name} · {t('venue.boothCount', { count: room.booths })}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
};

/** Who holds it, and the papers that a large one files. */
const FilingFields = (): ReactNode => {
  const t = useT('console');
  const form = Form.useFormInstance<NewFair>();
  const kind = Form.useWatch('holderKind', form);
  const day = Form.useWatch('day', form);
  const expected = Number(Form.useWatch('expectedAttendance', form) ?? 0);
  const permit = Form.useWatch('permitNumber', form);
  const rules = useFilingRules(day || undefined);
  const whole = useWholeNumberRule();
  return (
    <>
      <div className="form-grid">
        <Form.Item name="holderKind" label={t('fair.holder')}>
          <NativeSelect names="fair.holders" from="console" values={['bureau', 'agency', 'enterprise', 'school']} />
        </Form.Item>
        {kind && kind !== 'bureau' ? (
          <Form.Item name="holderName" label={t('fair.holderName')}>
            <Input maxLength={120} />
          </Form.Item>
        ) : null}
        {kind === 'agency' ? (
          <Form.Item name="holderLicence" label={t('fair.licence')}>
            <Input maxLength={80} />
          </Form.Item>
        ) : null}
        <Form.Item name="exits" label={t('fair.exits')} rules={[whole({ min: 0, max: 1000 })]}>
          <WholeNumber min={0} max={1000} />
        </Form.Item>
      </div>
      {rules && expected >= rules.plansFrom ? (
        <fieldset className="plain row">
          <legend>{t('fair.plans')}</legend>
          {(['planOrganisation', 'planEmergency', 'planSecurity'] as const).map((name) => (
            <Form.Item key={name} name={name} valuePropName="checked" noStyle>
              <Checkbox>{t(`fair.${name}`)}</Checkbox>
            </Form.Item>
          ))}
        </fieldset>
      ) : null}
      {(rules && expected >= rules.permitFrom) || permit ? (
        <Form.Item
          name="permitNumber"
          label={t('fair.permit')}
          extra={rules ? t('fair.permitHelp', { n: rules.permitFrom, days: rules.permitDaysBefore }) : undefined}
        >
          <Input maxLength={80} />
        </Form.Item>
      ) : null}
    </>
  );
};

/** What it is about by code: whom it is told to once it is announced.
 * @param about name of the occupation that it begins with
 * @param industry the same of the industry */
const ThemeFields = ({ about, industry }: { about: string | undefined; industry: string | undefined }): ReactNode => {
  const t = useT('console');
  return (
    <div className="form-grid">
      <Form.Item name="themeOccupation" label={t('fair.themeOccupation')} extra={t('fair.themeOccupationHelp')}>
        <OccupationField {...(about && { name: about })} />
      </Form.Item>
      <Form.Item name="themeIndustry" label={t('fair.themeIndustry')} extra={t('fair.themeIndustryHelp')}>
        <IndustryField {...(industry && { name: industry })} />
      </Form.Item>
      <Form.Item name="audience" label={t('fair.audience')}>
        <NativeSelect names="fair.audiences" from="console" values={['', ...AUDIENCES]} />
      </Form.Item>
    </div>
  );
};

const AUDIENCES = ['graduates', 'veterans', 'women', 'returnees', 'disabled', 'migrants'];

/** @param of the fair that is changed: who holds it stays; without it that is chosen here */
export const FairFieldset = ({ of, about }: { of?: Fair; about?: string }): ReactNode => {
  const t = useT('console');
  const form = Form.useFormInstance<NewFair>();
  const mode = Form.useWatch('mode', form) ?? 'on_site';
  const room = Form.useWatch('roomId', form);
  const day = Form.useWatch('day', form);
  const chosen = Form.useWatch('nodeId', form);
  const rules = useFilingRules(day || undefined);
  const whole = useWholeNumberRule();
  const need = (what: string) => [{ required: true, message: t('form.missing', { what }) }];
  return (
    <>
      <Form.Item name="name" label={t('fair.name')} rules={need(t('fair.name'))}>
        <Input maxLength={120} />
      </Form.Item>
      <div className="form-grid">
        {of === undefined ? (
          <Form.Item name="nodeId" label={t('fair.host')} rules={need(t('fair.host'))}>
            <PlaceSelect />
          </Form.Item>
        ) : null}
        <Form.Item name="campaign" label={t('fair.campaign')}>
          <NativeSelect names="campaign" values={['none', 'spring-breeze', 'hundred-days', 'private-enterprises', 'graduates']} />
        </Form.Item>
        <Form.Item name="day" label={t('fair.day')} rules={need(t('fair.day'))}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="opensAt" label={t('fair.opensAt')} rules={need(t('fair.opensAt'))}>
          <Input type="time" />
        </Form.Item>
        <Form.Item
          name="closesAt"
          label={t('fair.closesAt')}
          dependencies={['opensAt']}
          rules={[
            ...need(t('fair.closesAt')),
            ({ getFieldValue }) => ({
              validator: (_rule, closesAt: string) =>
                !closesAt || closesAt > (getFieldValue('opensAt') as string)
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('fair.closesAfter'))),
            }),
          ]}
        >
          <Input type="time" />
        </Form.Item>
        <Form.Item name="boothCount" label={t('fair.booths')} rules={[...need(t('fair.booths')), whole({ min: 1, max: 2000 })]}>
          <WholeNumber min={1} max={2000} />
        </Form.Item>
        <Form.Item name="expectedAttendance" label={t('fair.expected')} rules={[whole({ min: 0, max: 10_000_000 })]}>
          <WholeNumber min={0} max={10_000_000} />
        </Form.Item>
        <Form.Item
          name="dutyStaff"
          label={t('fair.duty')}
          extra={rules ? t('fair.dutyHelp', { n: rules.boothsPerStaff }) : undefined}
          rules={[whole({ min: 0, max: 10_000 })]}
        >
          <WholeNumber min={0} max={10_000} />
        </Form.Item>
      </div>
      <div className="form-grid">
        <Form.Item name="mode" label={t('fair.mode')}>
          <NativeSelect names="fair.modes" from="console" values={['on_site', 'online', 'hybrid']} />
        </Form.Item>
        {mode === 'online' ? null : (
          <Form.Item name="roomId" label={t('fair.room')} extra={t('fair.roomHelp')}>
            <RoomSelect node={of?.nodeId ?? chosen} />
          </Form.Item>
        )}
        {mode === 'on_site' ? null : (
          <Form.Item name="streamUrl" label={t('fair.stream')} extra={t('fair.streamHelp')}>
            <Input type="url" maxLength={300} />
          </Form.Item>
        )}
      </div>
      {mode === 'online' || room ? null : (
        <Form.Item name="place" label={t('fair.place')} rules={need(t('fair.place'))}>
          <Input maxLength={200} />
        </Form.Item>
      )}
      <Clashes {...(of && { except: of.id })} />
      <FilingFields />
      <Form.Item name="theme" label={t('fair.theme')} extra={t('fair.themeHelp')} rules={need(t('fair.theme'))}>
        <Input maxLength={200} />
      </Form.Item>
      <ThemeFields about={about ?? of?.themeOccupationName ?? undefined} industry={of?.themeIndustryName ?? undefined} />
      <Form.Item name="note" label={t('fair.note')}>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 2, maxRows: 8 }} />
      </Form.Item>
    </>
  );
};
