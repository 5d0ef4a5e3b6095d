import { type ExamplePurpose, FROM_PICTURES } from './example-purpose.ts'

export const purposes: readonly ExamplePurpose[] = [
  {
    id: 'poster',
    name: 'Poster',
    prompts: [
      'Poster for a neighbourhood bike repair day: one enormous bicycle chain winding between tiny terraced houses, two-colour risograph, coral and petrol blue, visible grain, clear space at the top for a headline',
      'Film festival poster, a cinema seat alone in a wheat field at dusk, seen from behind, long shadow, muted 35 mm colours, lots of sky',
      'Farmers’ market poster, oversized lino-cut vegetables stacked like a totem, three flat inks on cream paper, the words “EVERY SATURDAY” in hand-cut capitals at the foot',
      'Chamber music concert poster, a cello drawn with a single unbroken line that turns into a river, off-white ground, one accent of brick red',
    ],
  },
  {
    id: 'product',
    name: 'Product photo',
    prompts: [
      'A matte black water bottle on wet slate, hard rim light from behind, droplets in sharp focus, dark background fading to charcoal, commercial product photograph, 85 mm',
      'Three bars of handmade soap on a linen cloth, sprigs of rosemary, soft north-facing window light, shot from above at forty-five degrees, calm and natural',
      'White running shoe floating above its own shadow, pale peach backdrop, clean edges, even studio light, room to crop on all sides',
      'A jar of honey with the lid off, a thread of honey falling from a wooden dipper, backlit so the jar glows, shallow depth of field, oak table',
    ],
  },
  {
    id: 'avatar',
    name: 'Avatar',
    prompts: [
      'Portrait of a woman with curly hair and round glasses, three-quarter view, slight smile, bold flat shapes, mustard background, head centred in a square',
      'A red fox in a tweed jacket, looking straight at us, painted in thick confident oil strokes, dark green background',
      'Clay stop-motion figure of a sleepy night-shift engineer holding a mug with both hands, soft key light, plain pale blue background',
      'Single-line drawing of a bearded man in profile, ink on cream paper, generous margins, nothing else',
    ],
  },
  {
    id: 'illustration',
    name: 'Illustration',
    prompts: [
      'A lighthouse keeper’s kitchen in cross-section, every shelf and stair visible, a storm outside, warm lamp inside, detailed pen and watercolour',
      'Editorial illustration on remote work: a desk on a tiny island, a paper boat carrying a letter towards the mainland, limited palette of teal, sand and rust, lots of calm space',
      'Two children building a rocket out of cardboard in a living room at dusk, gouache picture book, visible brushwork, light from a single lamp',
      'A greenhouse grown inside an abandoned tram, moss on the seats, morning light through the roof hatch, painterly, quiet',
    ],
  },
  {
    id: 'logo',
    name: 'Logo idea',
    prompts: [
      'Logo idea for a coffee roaster called North: a mountain whose negative space is a coffee bean, one colour, heavy simple shapes, centred on white, no lettering',
      'Mark for a children’s swimming school: an otter on its back made from three curves, friendly, works at 16 pixels, flat blue on white',
      'Badge for a trail-running club: a switchback path that forms the letter S, engraved line style, circular, dark green on white',
      'Symbol for an independent bookshop, an open book that is also an open door, geometric, thick strokes, black on white, centred',
    ],
  },
  {
    id: 'wallpaper',
    name: 'Wallpaper',
    prompts: [
      'Fog rolling through a redwood forest at first light, layered greys and greens, calm lower third for icons, wide landscape photograph',
      'Macro of liquid glaze on a ceramic surface, indigo running into bone white with one vein of gold, abstract, wide format',
      'A single kayak on a mirror-flat lake under the Milky Way, long exposure, deep blues, tall format for a phone',
      'Gentle paper-cut hills receding into mist, seven layers, dusk colours from plum to apricot, minimal, wide format',
    ],
  },
  {
    id: 'ink',
    name: 'Ink painting',
    prompts: [
      'Ink wash landscape in the manner of Song dynasty scrolls, a tiny figure crossing a bridge below vast mist-cut peaks, rice paper, most of the sheet left empty',
      'One koi rising out of black ink, only the fish touched with vermilion, swift wet brushwork, empty upper right corner for a poem',
      'A heron in the rain, three strokes for the body, splashed ink reeds, water suggested by bare paper',
      'Bamboo in wind, dry brush over wet, strong contrast between near and far stalks, a small red seal at the lower left',
    ],
  },
  {
    id: 'food',
    name: 'Food',
    prompts: [
      'A bowl of ramen seen from just above the rim, soft egg cut open, steam lit from behind, dark wooden counter, menu photograph',
      'Rustic apple tart on a cooling rack, flour still on the board, late afternoon light through a kitchen window, shallow focus',
      'Overhead view of a crowded family table, hands reaching for dishes from every side, warm documentary photograph',
      'Scoops of pistachio and blood orange sorbet melting on marble, hard midday sun, crisp shadows, saturated colour',
    ],
  },
  {
    id: FROM_PICTURES,
    name: 'From pictures',
    prompts: [
      'Turn these cat stickers into the style of Ghibli: watercolour, warm colours, every pose and expression as it is, white outlines kept',
      'Turn this photo into black and white line art for laser engraving: clean lines of one weight, no grey, no shadows, pure white background',
      'The cat in Image 2 wears the hat in Image 1, in the right size, a little askew, with the light and shadows of Image 2',
      'The paw holds up a big, freshly caught fish that glistens with water; nothing else changes',
      'Put the teapot of Image 1 on the wooden table of Image 2, in low evening light, as in a product photograph',
    ],
  },
]
