import type { ThemeConfig } from 'antd';

/* The values of design/tokens.css, for antd; its own greys are too light to read on paper. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0f5a5e',
    colorInfo: '#0f5a5e',
    colorLink: '#0f5a5e',
    colorError: '#b23a24',
    colorWarning: '#8a5a00',
    colorSuccess: '#2c6e3f',
    colorText: '#1c2326',
    colorTextSecondary: '#4b555a',
    colorTextTertiary: '#666f73',
    colorTextDescription: '#5c6569',
    colorTextPlaceholder: '#666f73',
    colorTextDisabled: '#666f73',
    colorBgContainerDisabled: '#eceae4',
    colorBorder: '#8f8b80',
    colorBorderSecondary: '#e0ddd3',
    colorBgLayout: '#f6f5f1',
    borderRadius: 8,
    controlHeight: 40,
    fontSize: 15,
    fontFamily: 'var(--sans)',
    // The stylesheet alone would cut animations so short that antd can miss their end and leave a dialog standing.
    motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Form: { itemMarginBottom: 18, verticalLabelPadding: '0 0 4px' },
  },
};
