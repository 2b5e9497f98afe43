type Found = (text: string) => void;

interface Detector {
  detect(image: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
type DetectorClass = new (options: { formats: string[] }) => Detector;

/** Between two looks at the picture, in milliseconds: ten a second are more than a hand can hold a ticket still. */
const LOOK_MS = 100;
/** Wide enough for a ticket at arm's length, and small enough for an old phone. */
const LOOKED_AT = 640;

/** The browser's own reader where it has one. */
const nativeDetector = (): ((video: HTMLVideoElement) => Promise<string | null>) | null => {
  const { BarcodeDetector } = window as unknown as { BarcodeDetector?: DetectorClass };
  if (!BarcodeDetector) return null;
  const detector = new BarcodeDetector({ formats: ['qr_code'] });
  return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
};

/** A reader of our own, loaded when it is needed and kept with the page. */
const ownDetector = async (): Promise<(video: HTMLVideoElement) => Promise<string | null>> => {
  const { default: decodeQR } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return (video) => {
    const scale = Math.min(1, LOOKED_AT / Math.max(video.videoWidth, video.videoHeight, 1));
    [canvas.width, canvas.height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)];
    if (!context || canvas.width === 0) return Promise.resolve(null);
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    try {
      return Promise.resolve(decodeQR(context.getImageData(0, 0, canvas.width, canvas.height)));
    } catch {
      // It throws for a picture without a code.
      return Promise.resolve(null);
    }
  };
};

/** Loads what reading needs, so that it is there when the network is not. */
export const prepareScanner = async (): Promise<void> => {
  if (!nativeDetector()) await ownDetector();
};

/** Looks through the camera for codes until it is stopped. @throws DOMException when there is no camera or it may not be used */
export const scan = async (video: HTMLVideoElement, found: Found): Promise<() => void> => {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } }, audio: false });
  const stop = (): void => stream.getTracks().forEach((track) => track.stop());
  let running = true;
  try {
    video.srcObject = stream;
    await video.play();
    const read = nativeDetector() ?? (await ownDetector());
    const look = async (): Promise<void> => {
      const text = await read(video).catch(() => null);
      if (!running) return;
      if (text) found(text);
      setTimeout(() => void look(), LOOK_MS);
    };
    void look();
  } catch (error) {
    stop();
    throw error;
  }
  return () => {
    running = false;
    stop();
  };
};

/** Signs of one code follow one another within this time from a scanner that acts as a keyboard, and it ends with Enter. */
const WEDGE_MS = 500;

/** Listens to a USB scanner wherever the cursor stands; a field that somebody types into keeps its signs. */
export const listenToWedge = (found: Found): (() => void) => {
  let [typed, last] = ['', 0];
  const onKey = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return;
    const now = event.timeStamp;
    if (now - last > WEDGE_MS) typed = '';
    last = now;
    if (event.key.length === 1) typed += event.key;
    if (event.key !== 'Enter' || typed.length < 4) return;
    event.preventDefault();
    const text = typed;
    typed = '';
    found(text);
  };
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
};
