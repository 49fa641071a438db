using Microsoft.Playwright;

namespace ChatOrleans.Browser.Tests;

/// <summary>An image worth looking at, drawn by the browser.</summary>
internal static class Picture
{
    private const string Draw =
        """
        () => {
          const canvas = document.createElement("canvas");
          [canvas.width, canvas.height] = [960, 640];
          const pen = canvas.getContext("2d");
          const sky = pen.createLinearGradient(0, 0, 0, 640);
          for (const [at, colour] of [[0, "#24345c"], [0.45, "#b3617a"], [0.7, "#f2a65a"], [1, "#f8d390"]]) sky.addColorStop(at, colour);
          pen.fillStyle = sky;
          pen.fillRect(0, 0, 960, 640);
          pen.fillStyle = "#fff3d6";
          pen.beginPath();
          pen.arc(520, 300, 48, 0, 7);
          pen.fill();
          for (const [height, swell, colour] of [[420, 60, "#6a4a6c"], [480, 45, "#44385c"], [550, 35, "#241f38"]]) {
            pen.fillStyle = colour;
            pen.beginPath();
            pen.moveTo(0, 640);
            for (let x = 0; x <= 960; x += 8) pen.lineTo(x, height + swell * Math.sin(x / (70 + swell)) + swell * 0.4 * Math.sin(x / 31));
            pen.lineTo(960, 640);
            pen.fill();
          }
          return canvas.toDataURL("image/png").split(",")[1];
        }
        """;

    /// <summary>The bytes of a PNG of 960 by 640 pixels.</summary>
    public static async Task<byte[]> DrawAsync(IPage page) => Convert.FromBase64String(await page.EvaluateAsync<string>(Draw));
}
