/**
 * What others have published of their systems, in their words' order of magnitude and on their computers: not measured here,
 * most of it for another task (one face against many).
 */
export const published = [
  {
    system: 'THRIVE (2015)',
    figures: '336 ms, an estimate of the whole connection, for templates of 256 bits',
    task: 'one to one, malicious parties; user and verifier share the key',
    source: 'https://doi.org/10.1186/s13634-015-0255-5',
    measuredHere: false,
  },
  {
    system: 'Boddeti, Secure Face Matching Using Fully Homomorphic Encryption (2018)',
    figures: '16 KB per template, 0.01 s per comparison',
    task: 'one to one',
    source: 'https://arxiv.org/abs/1805.00577',
    measuredHere: false,
  },
  {
    system: 'IDFace (ICCV 2025)',
    figures: '126 ms against 1,000,000 encrypted templates',
    task: 'one to many',
    source: 'https://arxiv.org/abs/2507.12050',
    measuredHere: false,
  },
  {
    system: 'Blind-Match (2024)',
    figures: '0.74 s against 6,144 encrypted templates',
    task: 'one to many',
    source: 'https://arxiv.org/abs/2408.06167',
    measuredHere: false,
  },
  {
    system: 'CryptoFace (CVPR 2025)',
    figures: '1,364 s and 269 GB for a face of 64 × 64 pixels on 96 cores',
    task: 'the network itself runs under encryption',
    source: 'https://fhe4cv.github.io/part2/index-2.html',
    measuredHere: false,
  },
] as const
