import { App, Input } from 'antd';
import { useT } from '../../i18n';

/** The one-time link is shown here only: it goes to the person by whatever way is at hand. */
export const useShowLink = (): ((name: string, link: string) => void) => {
  const t = useT('console');
  const { modal } = App.useApp();
  return (name, link) =>
    void modal.success({
      title: t('user.linkTitle', { name }),
      content: (
        <>
          <p>{t('user.linkHelp')}</p>
          <Input.TextArea readOnly autoSize value={link} aria-label={t('user.link')} />
        </>
      ),
      okText: t('need.warningsOk'),
      width: 520,
    });
};
