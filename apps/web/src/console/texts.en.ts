import access from './access/texts.en.json';
import booth from './booth/texts.en.json';
import catalogue from './catalogue/texts.en.json';
import dispatch from './dispatch/texts.en.json';
import enterprise from './enterprise/texts.en.json';
import fair from './fair/texts.en.json';
import field from './field/texts.en.json';
import fairPlan from './fair-plan/texts.en.json';
import frame from './frame/texts.en.json';
import imports from './import/texts.en.json';
import kit from './kit/texts.en.json';
import mass from './mass/texts.en.json';
import matching from './matching/texts.en.json';
import need from './need/texts.en.json';
import notification from './notification/texts.en.json';
import results from './results/texts.en.json';
import supply from './supply/texts.en.json';
import survey from './survey/texts.en.json';
import system from './system/texts.en.json';
import webhook from './webhook/texts.en.json';
import year from './year/texts.en.json';

/** Every text of the console: one file a feature. */
export default {
  ...kit,
  ...frame,
  ...access,
  ...need,
  ...imports,
  ...matching,
  ...dispatch,
  ...results,
  ...supply,
  ...fair,
  ...field,
  ...fairPlan,
  ...booth,
  ...year,
  ...enterprise,
  ...survey,
  ...catalogue,
  ...notification,
  ...mass,
  ...system,
  ...webhook,
};
