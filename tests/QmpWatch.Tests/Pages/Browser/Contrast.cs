namespace QmpWatch.Tests.Pages.Browser;

/// <summary>Looks for words that are hard to read against what is behind them.</summary>
internal static class Contrast
{
    /// <summary>
    /// Gives every text whose contrast is below 4.5, the level AA of WCAG 2.2 (success criterion 1.4.3). The browser itself
    /// turns colours of any notation into numbers, by painting them.
    /// </summary>
    public const string Script = """
        (() => {
          const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
          const over = (colour, ground) => {
            pixel.fillStyle = ground ? `rgb(${ground})` : "#fff";
            pixel.fillRect(0, 0, 1, 1);
            pixel.fillStyle = colour;
            pixel.fillRect(0, 0, 1, 1);
            return [...pixel.getImageData(0, 0, 1, 1).data].slice(0, 3);
          };
          const ground = element => over(
            getComputedStyle(element).backgroundColor, element.parentElement ? ground(element.parentElement) : [255, 255, 255]);
          const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
            .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
          const poor = [];
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (texts.nextNode()) {
            const element = texts.currentNode.parentElement;
            const text = texts.currentNode.data.trim();
            if (!text || !element.checkVisibility() || element.closest("svg, script, noscript")) continue;
            const behind = ground(element);
            const [a, b] = [light(over(getComputedStyle(element).color, behind)), light(behind)];
            const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (contrast < 4.5) poor.push(`${contrast.toFixed(2)}: ${text.slice(0, 40)}`);
          }
          return poor;
        })()
        """;
}
