/** A kind of protected attribute: what names and values give it away. */
export interface AttributeKind {
  readonly label: string;
  /** Words of column names that say it. */
  readonly names: ReadonlySet<string>;
  /** Words that may stand beside these; null for any. */
  readonly beside: ReadonlySet<string> | null;
  /** Values in lower case that say it. */
  readonly values: ReadonlySet<string>;
  /** Sets of values one of which must be there to claim without a telling name; empty for never. */
  readonly proof: readonly (readonly string[])[];
  /** Range of numbers that fits under a telling name; null when any category does. */
  readonly range: readonly [number, number] | null;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Grounds of discrimination in the Charter of Fundamental Rights of the EU (article 21) and US federal law. */
export const attributeKinds: readonly AttributeKind[] = [
  {
    label: 'sex',
    names: words('sex gender geschlecht sexe sexo genre genero género'),
    beside: null,
    values: words(
      'male female m f man woman men women boy girl nonbinary non-binary diverse divers homme femme hombre mujer mann frau',
    ),
    proof: [
      ['male', 'female'],
      ['m', 'f'],
      ['man', 'woman'],
      ['men', 'women'],
      ['boy', 'girl'],
      ['homme', 'femme'],
      ['hombre', 'mujer'],
      ['mann', 'frau'],
    ],
    range: null,
  },
  {
    label: 'race or ethnic origin',
    names: words('race ethnicity ethnic ethnie racial'),
    beside: null,
    values: words(
      'white black asian hispanic latino latina caucasian african african-american native indigenous arab roma mixed pacific islander american indian alaska hawaiian',
    ),
    proof: [
      ['hispanic', 'white'],
      ['hispanic', 'black'],
      ['caucasian', 'asian'],
      ['caucasian', 'african-american'],
      ['african-american', 'hispanic'],
    ],
    range: null,
  },
  {
    label: 'religion',
    names: words('religion religious faith denomination konfession'),
    beside: null,
    values: words(
      'christian catholic protestant orthodox muslim islam jewish judaism hindu hinduism buddhist buddhism sikh atheist agnostic evangelical',
    ),
    proof: [
      ['catholic', 'muslim'],
      ['christian', 'muslim'],
      ['catholic', 'protestant'],
      ['hindu', 'muslim'],
      ['christian', 'jewish'],
    ],
    range: null,
  },
  {
    label: 'age',
    names: words('age ages agegroup'),
    beside: words(
      'group groups years year yr yrs band bracket range class category in at of the customer client patient person applicant employee respondent driver passenger user member mother father subject participant owner first diagnosis admission',
    ),
    values: words(''),
    proof: [],
    range: [0, 125],
  },
  {
    label: 'marital or family state',
    names: words('marital maritalstatus civilstatus familienstand'),
    beside: null,
    values: words('single married divorced widowed separated widow widower unmarried partnership cohabiting'),
    proof: [
      ['married', 'divorced'],
      ['married', 'widowed'],
      ['married', 'separated'],
    ],
    range: null,
  },
  {
    label: 'nationality or migration',
    names: words(
      'nationality citizenship citizen foreign foreigner immigrant immigration migrant birthplace',
    ),
    beside: words('worker status person is country of origin background resident national'),
    values: words(''),
    proof: [],
    range: null,
  },
  {
    label: 'disability',
    names: words('disability disabled handicap handicapped'),
    beside: null,
    values: words(''),
    proof: [],
    range: null,
  },
  {
    label: 'pregnancy',
    names: words('pregnant pregnancy pregnancies preg maternity'),
    beside: null,
    values: words(''),
    proof: [],
    range: [0, 30],
  },
  {
    label: 'sexual orientation',
    names: words('orientation sexuality lgbt'),
    beside: words('sexual of is status'),
    values: words('heterosexual homosexual bisexual gay lesbian straight queer asexual'),
    proof: [
      ['heterosexual', 'homosexual'],
      ['gay', 'straight'],
      ['heterosexual', 'bisexual'],
    ],
    range: null,
  },
  {
    label: 'political opinion or union membership',
    names: words('political party union politics'),
    beside: words('opinion affiliation membership member trade orientation view views voted vote'),
    values: words(''),
    proof: [],
    range: null,
  },
];
