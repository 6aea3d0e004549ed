import type { DrawingForm } from '#course/prose/drawing-file.ts';

/** Pixels below which no letter of a diagram may fall on a page. */
export const SMALLEST_TEXT = 12;

/** Size of the letters in the drawing's own units: a drawing may shrink to 12/14 before it scrolls. */
const TEXT = 14;

/** Tokens of src/site/styles/page/tokens.css that drawings are painted with. */
const TOKENS = [
  'paper',
  'panel',
  'raised',
  'ink',
  'ink-soft',
  'line',
  'line-strong',
  'accent',
  'mark',
] as const;
type Token = (typeof TOKENS)[number];

/**
 * A colour for each token. Mermaid cannot read CSS variables, so it draws with these, and each is written back as the
 * variable it stands for: the drawing then follows the reader's theme.
 */
export const STAND_INS = Object.fromEntries(
  TOKENS.map((token, index) => [token, `#${(0x10_20_30 + index * 0x06_04_02).toString(16)}`]),
) as Record<Token, string>;

/** Pixels that a page has for a drawing: in the narrowest column beside a bench, and in a part to open on a telephone. */
const ROOM = { wide: 464, narrow: 295 };

/** More than this between two participants is longer than what they say to each other. */
const WIDEST = 112;

/** How a diagram is drawn in one of its forms: the participants of a sequence are as wide as there is room. */
export function lookOf(code: string, form: DrawingForm): typeof LOOK {
  const width = participantWidth(code, form) ?? LOOK.sequence.width;
  return { ...LOOK, sequence: { ...LOOK.sequence, width } };
}

/** The width of a participant with which all of them fit a form; undefined where they do not, or there are none. */
export function participantWidth(code: string, form: DrawingForm): number | undefined {
  const participants = code.match(/^\s*(?:participant|actor)\s/gm)?.length ?? 0;
  const { actorMargin, diagramMarginX, width } = LOOK.sequence;
  const room = (ROOM[form] * TEXT) / SMALLEST_TEXT - 2 * diagramMarginX;
  const fitting = Math.floor(room / participants) - actorMargin;
  return participants > 0 && fitting >= width ? Math.min(fitting, WIDEST) : undefined;
}

/** How every diagram is drawn but for the width of participants. */
const LOOK = {
  startOnLoad: false,
  securityLevel: 'strict' as const,
  layout: 'dagre',
  look: 'classic' as const,
  theme: 'base' as const,
  fontFamily: '"Inter Variable"',
  fontSize: TEXT,
  htmlLabels: false,
  sequence: {
    mirrorActors: false,
    wrap: true,
    // The least in which the longest part of a name stands.
    width: 74,
    wrapPadding: 3,
    height: 60,
    actorMargin: 8,
    messageMargin: 28,
    noteMargin: 6,
    diagramMarginX: 4,
    diagramMarginY: 4,
  },
  flowchart: {
    ...{ htmlLabels: false, minNodeWidth: 64, wrappingWidth: 150 },
    ...{ nodeSpacing: 16, rankSpacing: 32, padding: 9, diagramPadding: 4 },
    // Room for the title of a group between its edge and its first row.
    subGraphTitleMargin: { top: 0, bottom: 10 },
  },
  themeVariables: {
    fontSize: `${TEXT}px`,
    background: STAND_INS.paper,
    primaryColor: STAND_INS.raised,
    primaryTextColor: STAND_INS.ink,
    primaryBorderColor: STAND_INS['line-strong'],
    secondaryColor: STAND_INS.panel,
    tertiaryColor: STAND_INS.panel,
    lineColor: STAND_INS['ink-soft'],
    textColor: STAND_INS.ink,
    titleColor: STAND_INS.ink,
    mainBkg: STAND_INS.raised,
    nodeBorder: STAND_INS['line-strong'],
    nodeTextColor: STAND_INS.ink,
    clusterBkg: STAND_INS.panel,
    clusterBorder: STAND_INS['line-strong'],
    actorBkg: STAND_INS.raised,
    actorBorder: STAND_INS['line-strong'],
    actorTextColor: STAND_INS.ink,
    actorLineColor: STAND_INS['line-strong'],
    signalColor: STAND_INS['ink-soft'],
    signalTextColor: STAND_INS.ink,
    labelBoxBkgColor: STAND_INS.panel,
    labelBoxBorderColor: STAND_INS['line-strong'],
    labelTextColor: STAND_INS.ink,
    loopTextColor: STAND_INS.ink,
    noteBkgColor: STAND_INS.mark,
    noteBorderColor: STAND_INS['line-strong'],
    noteTextColor: STAND_INS.ink,
    activationBkgColor: STAND_INS.panel,
    activationBorderColor: STAND_INS.accent,
    edgeLabelBackground: STAND_INS.raised,
  },
};
